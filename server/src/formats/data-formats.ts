import type { FormatAdapter } from '../syntax/adapter.ts';
import { aws } from './aws.ts';
import { azureGateways } from './azure-gateways.ts';
import { azureStaticWebApps } from './azure-static-web-apps.ts';
import { envoy } from './envoy.ts';
import { firebase } from './firebase.ts';
import { gatewayApi } from './gateway-api.ts';
import { gcp } from './gcp.ts';
import { ingressNginx } from './ingress-nginx.ts';
import { istio } from './istio.ts';
import { netlifyToml } from './netlify-toml.ts';
import { openapi } from './openapi.ts';
import { render } from './render.ts';
import { serveJson } from './serve-json.ts';
import { dataFormats } from './shared/data-format.ts';
import { symfonyRoutes } from './symfony-routes.ts';
import { traefik } from './traefik.ts';
import { vercel } from './vercel.ts';

/** Every format whose files are JSON, YAML, TOML or HCL; those with names of their own first. */
export const structuredFormats: readonly FormatAdapter[] = dataFormats([
  netlifyToml, vercel, firebase, azureStaticWebApps, serveJson, render, openapi, ingressNginx, gatewayApi, istio, envoy, traefik, aws, gcp, azureGateways, symfonyRoutes,
]);
