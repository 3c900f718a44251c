import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { Feature } from './feature.ts';
import { SECTION, type Settings } from './settings.ts';

/** Follows the client's settings. */
export const configuration: Feature = {
  start(session) {
    const { connection, traits } = session;
    if (traits.configurationOnDemand) {
      connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION })
        .catch(error => session.failed('changes of settings are not reported', error));
    }
    connection.onDidChangeConfiguration(async ({ settings }) => {
      session.settings.changed(settings);
      session.reanalyse(() => true);
      for (const folder of session.folders) {
        const before = folder.settings;
        folder.settings = await session.settings.of(folder.uri ?? '');
        folder.forgetReports();
        if (whatIsRead(before) !== whatIsRead(folder.settings)) await session.scans.start(folder);
        else session.announce({ folder, path: '', beyond: true });
      }
    });
  },
};

/** Settings on which facts depend, not only what is said of them. */
function whatIsRead({ enable, formats, redirectsFilePlatform }: Settings): string {
  return JSON.stringify([enable, formats, redirectsFilePlatform]);
}
