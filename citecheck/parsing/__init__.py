"""From a document to an article: header and body, parentheticals with their form, sentences."""
