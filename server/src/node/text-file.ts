import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { LONGEST_FILE } from '../analyse.ts';
import { reasonOf } from './reason.ts';

/** UTF-8 needs at most three bytes for one UTF-16 unit, so a longer file holds too many of them for certain. */
const MOST_BYTES = LONGEST_FILE * 3;

export type Read =
  | { readonly text: string; readonly bytes: Buffer }
  | { readonly problem: string };

/** Never waits for a writer of a FIFO; Windows has neither the flag nor the FIFO. */
const WITHOUT_WAITING = fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0);

/** Reads a file as UTF-8, keeping a byte order mark; bytes that are not UTF-8 become U+FFFD. Never waits on a FIFO or device. */
export function readText(file: string): Read {
  const read = readBytes(file);
  return 'problem' in read ? read : decode(read.bytes);
}

/**
 * Reads a regular file of at most `LONGEST_FILE` characters as it is. Never waits on a FIFO or device.
 * `isRegular`: its folder says so. Else that is asked first, for a device can act on being opened.
 */
export function readBytes(file: string, isRegular = false): { readonly bytes: Buffer } | { readonly problem: string } {
  let handle: number | null = null;
  try {
    if (!isRegular) regular(fs.statSync(file));
    handle = fs.openSync(file, WITHOUT_WAITING);
    const { size } = regular(fs.fstatSync(handle));
    if (size > MOST_BYTES) return { problem: `longer than ${LONGEST_FILE} characters: not read` };
    return { bytes: contentOf(handle, size) };
  } catch (error) {
    return { problem: reasonOf(error) };
  } finally {
    if (handle !== null) fs.closeSync(handle);
  }
}

function contentOf(handle: number, size: number): Buffer {
  // Files that the system makes up as they are read say that they are empty.
  if (size === 0) return fs.readFileSync(handle);
  const bytes = Buffer.allocUnsafeSlow(size);
  let end = 0;
  for (let read = -1; end < size && read !== 0; end += read) read = fs.readSync(handle, bytes, end, size - end, null);
  return end === size ? bytes : bytes.subarray(0, end);
}

export function decode(bytes: Buffer): Read {
  if (isUtf16(bytes)) return { problem: 'UTF-16: only UTF-8 is read' };
  return { text: bytes.toString('utf8'), bytes };
}

/** By which a content is known again: bytes, or a text as UTF-8. SHA-256, base64url. */
export function digestOf(content: string | Uint8Array): string {
  return crypto.createHash('sha256').update(content).digest('base64url');
}

/** Whether a byte order mark says so. */
export function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** Whether writing the text again gives the very bytes that were read. */
export function isExact(text: string, bytes: Buffer): boolean {
  return !text.includes('\uFFFD') || Buffer.from(text).equals(bytes);
}

/**
 * Replaces a file's content at once: nobody sees half of it, and a crash leaves the old one.
 * Keeps the mode. Throws an `Error` with a clause where that cannot be done: the file has changed since it was read as `before`,
 * is read-only, or (being a link) stands outside `root`.
 */
export function writeText(file: string, text: string, before: Buffer, root: string): void {
  const target = fs.realpathSync(file);
  if (isOutside(root, target)) throw new Error(`not written: it links to ${target}, outside the project`);
  const { mode, uid, gid } = regular(fs.statSync(target));
  // Root may write what is marked as read-only too, but nobody meant it to.
  if ((mode & 0o222) === 0) throw new Error('not written: it is read-only');
  fs.accessSync(target, fs.constants.W_OK);
  if (!fs.readFileSync(target).equals(before)) throw new Error('not written: it has changed in the meantime');
  // No part of the target's name: that may be as long as a name can be, and what is left by a crash must not be taken for its like.
  const temporary = path.join(path.dirname(target), `.redirect-lint-${crypto.randomBytes(6).toString('hex')}.tmp`);
  try {
    writeThrough(temporary, text);
    keepOwner(temporary, uid, gid);
    fs.chmodSync(temporary, mode & 0o7777);
    fs.renameSync(temporary, target);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

// The content has to be on the disk before the name is, or a power cut leaves an empty file.
function writeThrough(file: string, text: string): void {
  const handle = fs.openSync(file, 'wx', 0o600);
  try {
    fs.writeFileSync(handle, text);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Whether `file` lies elsewhere than in or below `folder`; both absolute. */
export function isOutside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
}

function regular(stats: fs.Stats): fs.Stats {
  if (!stats.isFile()) throw new Error(stats.isDirectory() ? 'a folder, not a file' : 'not a regular file');
  return stats;
}

// Only root may give files away; everyone else owns what they write already.
function keepOwner(file: string, uid: number, gid: number): void {
  try {
    fs.chownSync(file, uid, gid);
  } catch { /* as good as can be */ }
}
