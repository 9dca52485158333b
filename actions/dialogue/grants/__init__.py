"""The funeral grant in talk: applying, asking how far it is, going on elsewhere. The personal part is filled in on the page."""
