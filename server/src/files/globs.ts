/** Places of a glob at which its regular expression may have to try again, in one segment, and segments of any depth (`**`). */
export const MOST_CHOICES = 3;

/**
 * Whether matching a glob, or a line of a `.gitignore`, takes a bounded time. Libraries make regular expressions of them that back-track:
 * with k wildcards in a segment they try n^k ways for a name of n characters, and exponentially many where a group is repeated.
 */
export function isTame(glob: string): boolean {
  const segments = glob.split('/');
  return segments.filter(segment => segment === '**').length <= MOST_CHOICES && !/[*+]\(/.test(glob)
    && segments.every(segment => (segment.match(/\*+|[{(]/g)?.length ?? 0) <= MOST_CHOICES);
}
