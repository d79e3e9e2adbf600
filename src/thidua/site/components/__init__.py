"""What the components of the pages compute before their templates are filled; nothing here knows a model."""
