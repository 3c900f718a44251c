// The cases send forms without having asked for them.
module.exports = { keys: 'cases', security: { csrf: { enable: false } }, logger: { consoleLevel: 'NONE', level: 'NONE' } };
