/**
 * A name that ends in "redirect" where it is called, given another name, written as a key or set; not in a sentence, not `redirect_uri`,
 * and not the options of those that send requests: `redirect: 'manual'`, `followRedirect: false`.
 */
export const NAMES_REDIRECT = /(?<!follow(?:All)?R)edirects?(?:['"`]\s*(?::|\]\s*\()|(?<!s)\s+as\b|\s*(?:[(<]|=(?!=)|:(?!\s*(?:['"](?:manual|follow|error)['"]|(?:true|false)\b))|\?\.|\.(?:call|apply|bind)\b))/;
