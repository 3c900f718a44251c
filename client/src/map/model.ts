import { type Disposable, EventEmitter } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { RedirectMap } from '../../../server/src/lsp/redirect-map.ts';

const NOTHING: RedirectMap = { nodes: [], edges: [], isScanning: false };

/** The redirect map as the server has it now; asked for when somebody looks, and again when the server says that it changed. */
export class MapModel {
  readonly #client: BaseLanguageClient;
  readonly #changed = new EventEmitter<void>();
  readonly #listeners: Disposable[];
  #asked: Promise<RedirectMap> | undefined;

  /** Must be made before the client starts. */
  constructor(client: BaseLanguageClient) {
    this.#client = client;
    client.registerFeature({
      fillClientCapabilities: capabilities => {
        capabilities.experimental = { ...capabilities.experimental, redirectLint: { ...capabilities.experimental?.redirectLint, map: true } };
      },
      initialize: () => {},
      getState: () => ({ kind: 'static' }),
      clear: () => {},
    });
    this.#listeners = [client.onNotification('redirectLint/mapChanged', () => this.refresh()), client.onDidChangeState(() => this.refresh())];
  }

  /** Fires when the map may be another one. */
  get onDidChange() {
    return this.#changed.event;
  }

  /** Empty while the server does not run. Never rejects. */
  get(): Promise<RedirectMap> {
    const { state } = this.#client;
    this.#asked ??= state === State.Running
      ? this.#client.sendRequest<RedirectMap>('redirectLint/map', {}).catch(() => NOTHING)
      : Promise.resolve({ ...NOTHING, isScanning: state === State.Starting });
    return this.#asked;
  }

  refresh(): void {
    this.#asked = undefined;
    this.#changed.fire();
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#changed.dispose();
  }
}
