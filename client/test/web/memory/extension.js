const { Disposable, EventEmitter, FileChangeType, FileSystemError, FileType, Uri, workspace } = require('vscode');

/** Provides `memory:`, whose files stand on the server that serves this extension, at /memory/. */
exports.activate = context => {
  const base = Uri.joinPath(context.extensionUri, '../../memory/').toString(true);
  const changed = new EventEmitter();
  const url = uri => base + uri.path.slice(1).split('/').map(encodeURIComponent).join('/');
  const list = async () => (await fetch(base)).json();
  const refuse = () => {
    throw FileSystemError.NoPermissions();
  };
  context.subscriptions.push(workspace.registerFileSystemProvider('memory', {
    onDidChangeFile: changed.event,
    watch: () => new Disposable(() => {}),
    stat: async uri => {
      const path = uri.path.slice(1);
      const names = await list();
      if (names.includes(path)) return { type: FileType.File, ctime: 0, mtime: Date.now(), size: (await (await fetch(url(uri))).arrayBuffer()).byteLength };
      if (path === '' || names.some(name => name.startsWith(`${path}/`))) return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
      throw FileSystemError.FileNotFound(uri);
    },
    readDirectory: async uri => {
      const prefix = uri.path === '/' ? '' : `${uri.path.slice(1)}/`;
      const below = (await list()).filter(name => name.startsWith(prefix)).map(name => name.slice(prefix.length));
      const entries = below.map(name => name.includes('/') ? [name.slice(0, name.indexOf('/')), FileType.Directory] : [name, FileType.File]);
      return [...new Map(entries)];
    },
    readFile: async uri => {
      const answer = await fetch(url(uri));
      if (!answer.ok) throw FileSystemError.FileNotFound(uri);
      return new Uint8Array(await answer.arrayBuffer());
    },
    writeFile: async (uri, content) => {
      await fetch(url(uri), { method: 'PUT', body: content });
      changed.fire([{ type: FileChangeType.Changed, uri }]);
    },
    createDirectory: refuse, delete: refuse, rename: refuse,
  }, { isCaseSensitive: true }));
};
