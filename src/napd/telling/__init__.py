"""Stories: what people tell, with their consent, to be read beside the levels. They are never counted."""
