/**
 * The scheme, authority and path of a URI in one spelling, so that two spellings of one file compare equal:
 * clients differ in what they percent-encode (`c%3A`, `C:`), in the case of drive letters and in trailing slashes.
 */
export function keyOf(uri: string): string {
  const path = decoded(uri).replace(/^file:\/\/\/([A-Za-z])(?=:)/, (_, drive: string) => `file:///${drive.toLowerCase()}`);
  return path.length > 1 && path.endsWith('/') && !path.endsWith('://') && path !== 'file:///' ? path.slice(0, -1) : path;
}

/** Path of `uri` relative to a folder, with `/`; null where it is not below it. */
export function relativeTo(folderUri: string, uri: string): string | null {
  const folder = keyOf(folderUri);
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  const key = keyOf(uri);
  return key.startsWith(prefix) && key.length > prefix.length ? key.slice(prefix.length) : null;
}

/** URI of a path below a folder. */
export function join(folderUri: string, path: string): string {
  return `${folderUri.replace(/\/$/, '')}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** The path of a URI, decoded, without a leading slash: `untitled:Untitled-1` → `Untitled-1`. */
export function pathIn(uri: string): string {
  return decoded(uri.replace(/[?#].*$/, '')).replace(/^[A-Za-z][\w+.-]*:(?:\/\/[^/]*)?/, '').replace(/^\/+/, '');
}

// A stray `%` makes decodeURIComponent throw; such a URI is compared as it stands.
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
