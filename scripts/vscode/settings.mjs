/** User settings of every VS Code that this project starts: nothing but the editor, no network, no questions. */
export const settings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  // In the browser the default is to save by itself, without the actions that belong to a save.
  'files.autoSave': 'off',
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  // The examples' own dependencies are not installed, and nothing shall be downloaded for them.
  'javascript.validate.enable': false,
  'typescript.validate.enable': false,
  'typescript.disableAutomaticTypeAcquisition': true,
};
