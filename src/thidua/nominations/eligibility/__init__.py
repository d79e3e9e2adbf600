"""Questions to the law outside any dossier: about oneself, about a whole unit, about an old answer, about the law.

Nothing here is ever stored: a question is an address, its answer a page.
"""
