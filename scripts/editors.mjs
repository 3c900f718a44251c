import { installDebian } from './debian.mjs';
import { onPath } from './processes.mjs';

const PACKAGES = { nvim: ['neovim'], emacs: ['emacs-nox', 'elpa-eglot'] };

/** Has the editors whose language clients the tests drive; where they are missing, Debian's are installed if this runs as root. */
export async function ensureEditors() {
  const missing = () => Object.keys(PACKAGES).filter(name => !onPath(name));
  if (missing().length > 0) await installDebian(missing().flatMap(name => PACKAGES[name]));
  if (missing().length > 0) throw new Error(`Needs ${missing().join(' and ')} (Debian: sudo apt-get install ${missing().flatMap(name => PACKAGES[name]).join(' ')}).`);
}
