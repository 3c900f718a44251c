/**
 * A name that ends in "redirect" where it is called, given another name, written as a key or set; not in a sentence, not `redirect_uri`,
 * and not the option of fetch.
 */
export const NAMES_REDIRECT = /edirects?(?:['"`]\s*(?::|\]\s*\()|\s*(?:[(<=]|:(?!\s*['"](?:manual|follow|error)['"])|\?\.|as\b|\.(?:call|apply|bind)\b))/;
