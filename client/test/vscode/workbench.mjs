/** What a user does in the workbench of VS Code, with the mouse and the keys that a user has. */
export class Workbench {
  #page;

  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.#page = page;
    page.setDefaultTimeout(90_000);
  }

  /** Opens the address and waits until the Explorer shows this entry. */
  async start(address, entry) {
    await this.#page.goto(address, { waitUntil: 'domcontentloaded' });
    await this.#inExplorer(entry).waitFor();
  }

  /** Opens a file from the Explorer, unfolding the folders on the way to it. */
  async openFile(...path) {
    // The menu of a step that failed would catch the clicks.
    await this.#page.keyboard.press('Escape');
    const [file, ...folders] = path.toReversed();
    for (const folder of folders.toReversed()) {
      const row = this.#inExplorer(folder);
      if (await row.getAttribute('aria-expanded') !== 'true') await row.click();
    }
    await this.#inExplorer(file).dblclick();
    await this.#page.locator('.tab.active', { hasText: file }).waitFor();
  }

  #inExplorer(name) {
    return this.#page.locator('.explorer-folders-view').getByRole('treeitem', { name: new RegExp(`^${name.replace(/[.]/g, '\\.')}(?![\\w.-])`) }).first();
  }

  /** Waits for a squiggle of this severity in the editor. */
  async squiggle(severity) {
    await this.#page.locator(`.editor-instance .squiggly-${severity}`).first().waitFor();
  }

  /** Tries an action up to five times, with more and more patience, in ms. */
  async #again(action) {
    for (const patience of [5_000, 10_000, 20_000, 30_000]) {
      try {
        return await action(patience);
      } catch (error) {
        if (error.name !== 'TimeoutError') throw error;
      }
    }
    return action(60_000);
  }

  /** Messages in the Problems panel, as they are read out. */
  async problems() {
    const rows = this.#page.locator('.markers-panel .monaco-list-row');
    if (!await rows.first().isVisible()) await this.#page.keyboard.press('ControlOrMeta+Shift+M');
    await rows.first().waitFor();
    return rows.evaluateAll(all => all.map(row => `${row.getAttribute('aria-label') ?? ''} ${row.textContent ?? ''}`));
  }

  /** Puts the cursor at a 1-based line and column of the editor. */
  async goTo(line, column) {
    const { keyboard } = this.#page;
    await keyboard.press('ControlOrMeta+1');
    await this.#again(async patience => {
      await keyboard.press('Control+G');
      await this.#page.locator('.quick-input-widget input').waitFor({ state: 'visible', timeout: patience });
    });
    await keyboard.type(`${line}:${column}`);
    await keyboard.press('Enter');
    await this.#page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
    await this.#page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  /** Opens the Quick Fix menu at the cursor and gives its entries. */
  async quickFixes() {
    const rows = this.#page.locator('.action-widget .monaco-list-row.action');
    // A key that comes while the workbench still moves the focus is lost; a user presses it once more.
    await this.#again(async patience => {
      await this.#page.keyboard.press('ControlOrMeta+.');
      await rows.first().waitFor({ timeout: patience });
    });
    return (await rows.allTextContents()).map(text => text.trim());
  }

  /** Chooses the entry of the open Quick Fix menu that holds this text. */
  async choose(text) {
    await this.#page.locator('.action-widget .monaco-list-row.action', { hasText: text }).first().click();
    await this.#page.locator('.action-widget .monaco-list-row.action').first().waitFor({ state: 'detached' });
  }

  async leaveMenu() {
    await this.#page.keyboard.press('Escape');
    await this.#page.locator('.action-widget .monaco-list-row.action').first().waitFor({ state: 'detached' });
  }

  /** Saves the file of the active editor. */
  async save() {
    await this.#page.keyboard.press('ControlOrMeta+S');
    await this.#page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  async screenshot(path) {
    await this.#page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  }
}
