const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'a folder, not a file',
  ELOOP: 'links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many open files',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left',
  EDQUOT: 'no space left for this user',
  EFBIG: 'the file would be longer than is allowed',
  EIO: 'the disk fails',
};

/** What a failed system call means, as a clause. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message ?? String(error);
}
