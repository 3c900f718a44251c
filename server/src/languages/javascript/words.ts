/** A name that ends in "redirect" where it is called, imported, written as a key or set; not in a sentence, and not `redirect_uri`. */
export const NAMES_REDIRECT = /edirects?['"`]?\s*(?:[(),}:<=;\]]|\?\.|as\b|\.(?:call|apply|bind)\b)/;
