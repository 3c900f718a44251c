import type { FormatAdapter } from '../syntax/adapter.ts';
import { apache } from './apache.ts';
import { caddyJson } from './caddy-json.ts';
import { caddyfile } from './caddyfile.ts';
import { composer } from './composer.ts';
import { structuredFormats } from './data-formats.ts';
import { dotnetProjects } from './dotnet-projects.ts';
import { gemfileLock } from './gemfile-lock.ts';
import { goMod } from './go-mod.ts';
import { haproxy } from './haproxy.ts';
import { html } from './html.ts';
import { iis } from './iis.ts';
import { lighttpd } from './lighttpd.ts';
import { jvmManifests } from './jvm-manifests.ts';
import { nginx } from './nginx.ts';
import { packageManifest } from './package-manifest.ts';
import { pythonManifests } from './python-manifests.ts';
import { redirectsFile } from './redirects-file.ts';
import { redirectsMarkers } from './redirects-markers.ts';
import { vcl } from './vcl.ts';

/** Every configuration format, asked in this order; the first that recognises a file reads it. */
export const formats: readonly FormatAdapter[] = [...structuredFormats, iis, nginx, apache, caddyfile, caddyJson, haproxy, lighttpd, vcl, redirectsFile, redirectsMarkers, packageManifest, pythonManifests, gemfileLock, composer, goMod, jvmManifests, dotnetProjects, html];
