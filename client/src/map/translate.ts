import { l10n } from 'vscode';
import type { Translate } from './words.ts';

export const translate: Translate = (message, ...args) => l10n.t(message, ...args);
