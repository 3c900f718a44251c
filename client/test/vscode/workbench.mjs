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
    // A workbench that loses the connection while it starts asks for a reload.
    await this.#again(async patience => {
      await this.#page.goto(address, { waitUntil: 'domcontentloaded' });
      await this.#inExplorer(entry).waitFor({ timeout: Math.max(patience, 45_000) });
    });
  }

  /** Opens a file from the Explorer, unfolding the folders on the way to it. */
  async openFile(...path) {
    // The menu of a step that failed would catch the clicks.
    await this.#page.keyboard.press('Escape');
    const [file, ...folders] = path.toReversed();
    // A click that meets a tree which is just being drawn anew is lost, or folds what it was to unfold.
    for (const [at, folder] of folders.toReversed().entries()) {
      const row = this.#inExplorer(folder);
      const inner = this.#inExplorer(folders.toReversed()[at + 1] ?? file);
      await this.#again(async patience => {
        if (await row.getAttribute('aria-expanded', { timeout: patience }) !== 'true') await row.click({ timeout: patience });
        await inner.waitFor({ timeout: patience });
      });
    }
    await this.#again(async patience => {
      await this.#inExplorer(file).dblclick({ timeout: patience });
      await this.#page.locator('.tab.active', { hasText: file }).waitFor({ timeout: patience });
    });
  }

  #inExplorer(name) {
    return this.#page.locator('.explorer-folders-view').getByRole('treeitem', { name: new RegExp(`^${name.replace(/[.]/g, '\\.')}(?![\\w.-])`) }).first();
  }

  /** The status bar's count of errors and of warnings. */
  async counts() {
    const label = await this.#page.locator('#status\\.problems a').first().getAttribute('aria-label') ?? '';
    return ['Errors', 'Warnings'].map(kind => Number(new RegExp(`${kind}: (\\d+)`).exec(label)?.[1] ?? 0));
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
      await this.#page.locator('.quick-input-widget input[type="text"]').waitFor({ state: 'visible', timeout: patience });
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
    // Not too soon: pressed while the menu is open, the same key takes its first entry.
    await this.#again(async patience => {
      await this.#page.keyboard.press('ControlOrMeta+.');
      await rows.first().waitFor({ timeout: Math.max(patience, 30_000) });
    });
    return (await rows.allTextContents()).map(text => text.trim());
  }

  /** Chooses the entry of the open Quick Fix menu that holds this text, and waits for its edit of the active file. */
  async choose(text) {
    const focused = this.#page.locator('.action-widget .monaco-list-row.action.focused');
    for (let entries = await this.#page.locator('.action-widget .monaco-list-row.action').count(); entries > 0; entries--) {
      if ((await focused.textContent() ?? '').includes(text)) break;
      await this.#page.keyboard.press('ArrowDown');
    }
    await this.#page.keyboard.press('Enter');
    await this.#page.locator('.action-widget .monaco-list-row.action').first().waitFor({ state: 'detached' });
    await this.#page.locator('.tab.active.dirty').waitFor();
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

  /** Unfolds a view of the side bar and gives its rows, as they are read out, once there is one. */
  async view(title) {
    const header = this.#page.locator('.pane-header', { hasText: title }).first();
    if (await header.getAttribute('aria-expanded') !== 'true') await header.click();
    const rows = this.#page.locator('.pane', { has: header }).locator('.monaco-list-row');
    await rows.first().waitFor();
    return rows.evaluateAll(all => all.map(row => row.getAttribute('aria-label') ?? ''));
  }

  /** What a view of the side bar says where it has no rows. */
  async welcome(title) {
    const header = this.#page.locator('.pane-header', { hasText: title }).first();
    if (await header.getAttribute('aria-expanded') !== 'true') await header.click();
    const said = this.#page.locator('.pane', { has: header }).locator('.welcome-view-content');
    await said.first().waitFor();
    return said.first().innerText();
  }

  /** Whether the window says that what is opened is not trusted. */
  async isRestricted() {
    await this.#page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).first().waitFor();
    return true;
  }

  /** Presses the row of a view that is read out like this. */
  async pressRow(label) {
    await this.#page.getByRole('treeitem', { name: label }).first().click();
  }

  /** The frame of the open webview that holds this. */
  async webview(selector) {
    for (let tries = 0; tries < 300; tries++) {
      for (const frame of this.#page.frames()) if (await frame.locator(selector).count().catch(() => 0) > 0) return frame;
      await new Promise(wake => setTimeout(wake, 200));
    }
    throw new Error(`no webview with ${selector}`);
  }

  /** Has the system ask for `dark` or `light`, which the workbench follows where `window.autoDetectColorScheme` is on. */
  async theme(scheme) {
    await this.#page.emulateMedia({ colorScheme: scheme });
    await this.#page.locator(`.monaco-workbench.${scheme === 'dark' ? 'vs-dark' : 'vs'}:not(.hc-light)`).waitFor();
  }

  /** Name of the active tab. */
  activeTab() {
    return this.#page.locator('.tab.active').first().getAttribute('data-resource-name');
  }

  async press(key) {
    await this.#page.keyboard.press(key);
  }

  /** A PNG of the window, which is written where a path is given. */
  screenshot(path) {
    return this.#page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  }

  /** Shows the hover at the cursor and gives its text, cells parted by blanks. */
  async hover() {
    const shown = this.#page.locator('.monaco-resizable-hover .hover-contents, .monaco-hover .hover-contents').filter({ hasText: 'Found' });
    await this.#again(async patience => {
      await this.#page.keyboard.press('ControlOrMeta+K');
      await this.#page.keyboard.press('ControlOrMeta+I');
      await shown.first().waitFor({ timeout: patience });
    });
    return shown.first().innerText();
  }

  /** Texts that the editor shows between those of the document. */
  async inlayHints() {
    const hints = this.#page.locator('.editor-instance [class*="dyn-rule"]').filter({ hasText: '⟶' });
    await hints.first().waitFor();
    return (await hints.allTextContents()).map(text => text.replaceAll('\u00a0', ' ').trim());
  }

  /** Entries of the suggestions at the cursor. */
  async suggestions() {
    const rows = this.#page.locator('.suggest-widget.visible .monaco-list-row');
    await this.#again(async patience => {
      await this.#page.keyboard.press('Control+Space');
      await rows.first().waitFor({ timeout: patience });
    });
    return rows.evaluateAll(all => all.map(row => row.getAttribute('aria-label') ?? row.textContent ?? ''));
  }

  /** Opens the details of the language status and gives what they say. */
  async languageStatus() {
    const details = this.#page.locator('.hover-language-status, .hover-row.status-bar-hover .hover-contents, .monaco-hover .hover-language-status').filter({ hasText: 'redirect-lint' });
    await this.#again(async patience => {
      await this.#page.locator('.statusbar-item[id="status.languageStatus"] a').click({ timeout: patience });
      await details.first().waitFor({ timeout: patience });
    });
    return details.first().innerText();
  }

  /** Runs a command from the palette. */
  async command(title) {
    const input = this.#page.locator('.quick-input-widget input').first();
    await this.#again(async patience => {
      await this.#page.keyboard.press('F1');
      await input.waitFor({ state: 'visible', timeout: patience });
    });
    await input.fill(`>${title}`);
    const first = this.#page.locator('.quick-input-widget .monaco-list-row', { hasText: title });
    await first.first().waitFor();
    await this.#page.keyboard.press('Enter');
  }

  /** Chooses a walkthrough from the list that is open, and gives its text. */
  async walkthrough(title) {
    await this.#page.keyboard.type(title);
    const row = this.#page.locator('.quick-input-widget .monaco-list-row', { hasText: title });
    await row.first().waitFor();
    await this.#page.keyboard.press('Enter');
    const shown = this.#page.locator('.gettingStartedDetailsContent, .gettingStartedSlideDetails').filter({ hasText: title });
    await shown.first().waitFor();
    return shown.first().innerText();
  }

  /** Text of the output that is shown. */
  async output() {
    const lines = this.#page.locator('.output-view-content-container .view-lines, .part.panel .view-lines').filter({ hasText: 'read in' });
    await lines.first().waitFor();
    return (await lines.first().innerText()).replaceAll('\u00a0', ' ');
  }

  /** Takes the file that the dialog proposes. */
  async acceptFile(proposed) {
    const input = this.#page.locator('.quick-input-widget input[type="text"]').first();
    await input.waitFor({ state: 'visible' });
    for (let tries = 0; tries < 50 && !proposed.test(await input.inputValue()); tries++) await this.#page.waitForTimeout(100);
    await this.#page.keyboard.press('Enter');
  }

  /** Text of the lines that the active editor shows. */
  async activeText() {
    const lines = this.#page.locator('.editor-group-container.active .view-lines').first();
    return (await lines.innerText()).replaceAll('\u00a0', ' ');
  }

  /** Finds a text in the active editor, and gives the lines that are shown around it. */
  async foundLines(text) {
    await this.#page.locator('.editor-group-container.active .view-lines').first().waitFor();
    return this.#again(async patience => {
      await this.#page.keyboard.press('ControlOrMeta+F');
      await this.#page.locator('.find-widget.visible textarea').first().fill(text, { timeout: patience });
      await this.#page.locator('.find-widget.visible .matchesCount', { hasText: /of [1-9]/ }).waitFor({ timeout: patience });
      return (await this.activeText()).split('\n');
    });
  }

  async closeEditor() {
    await this.command('View: Revert and Close Editor');
  }

  /** Waits for a notification that fits and gives its text. */
  async notification(pattern) {
    const shown = this.#page.locator('.notification-list-item-message').filter({ hasText: pattern });
    await shown.first().waitFor();
    return shown.first().innerText();
  }

  async closeNotifications() {
    await this.command('Notifications: Clear All Notifications');
  }

  /** Waits for the panel in which refactorings are looked at before they are made. */
  async refactorPreview() {
    await this.#page.locator('.bulk-edit-panel .monaco-list-row, .refactor-preview .monaco-list-row').first().waitFor();
  }

  async discardRefactoring() {
    await this.#page.locator('.monaco-button', { hasText: 'Discard' }).click();
  }

  /** Types at the cursor. */
  async type(text) {
    await this.#page.keyboard.type(text, { delay: 30 });
  }

  async saveAll() {
    await this.command('File: Save All');
  }

  async undo(times) {
    for (let each = 0; each < times; each++) await this.#page.keyboard.press('ControlOrMeta+Z');
  }

  /** Presses a button of the dialog that the window waits for. */
  async answer(button) {
    await this.#page.locator('.monaco-dialog-box .monaco-button', { hasText: button }).click();
  }

  /** Closes whatever hovers over the editor. */
  async leave() {
    await this.#page.keyboard.press('Escape');
    await this.#page.keyboard.press('Escape');
  }
}
