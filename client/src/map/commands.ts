/** Commands of the redirect map; `reveal` is not offered in the palette. */
export const MAP_COMMANDS = { open: 'redirectLint.openMap', refresh: 'redirectLint.refreshMap', save: 'redirectLint.saveMap', reveal: 'redirectLint.revealRedirect' } as const;
