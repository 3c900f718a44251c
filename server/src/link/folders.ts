/** How many folders two paths share, from the root down. */
export function sharedFolders(a: string, b: string): number {
  const [left, right] = [a.split('/').slice(0, -1), b.split('/').slice(0, -1)];
  const differs = left.findIndex((folder, at) => folder !== right[at]);
  return differs < 0 ? left.length : differs;
}

/** Whether two projects, by their folders, are one, or one is a part of the other; null: nothing says where the project is. */
export function areOneProject(left: string | null, right: string | null): boolean {
  return left === null || right === null || left.startsWith(right) || right.startsWith(left);
}
