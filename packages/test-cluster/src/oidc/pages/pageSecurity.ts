import { createHash } from 'node:crypto';

/**
 * Headers of every response. Pages load nothing, and no other page may frame them.
 * There is no Cross-Origin-Opener-Policy, because the portal opens the sign-in as a popup that posts a message to it.
 *
 * @param formTargets - see {@link contentSecurityPolicy}
 */
export function securityHeaders(formTargets: readonly string[]) {
  return {
    'Content-Security-Policy': contentSecurityPolicy({ formTargets }),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  };
}

/**
 * Our pages run no scripts. The library adds the hash of its own script to the empty `script-src`, for pages that submit themselves
 * (`form_post`, and signing out without a session).
 *
 * @param options.styleSheet - the page's inline style sheet, which the policy allows by its hash
 * @param options.formTargets - origins that the response to a form may redirect to, because Chromium applies `form-action` to redirects too
 */
export function contentSecurityPolicy(options: {
  styleSheet?: string;
  formTargets: readonly string[];
}): string {
  const { styleSheet, formTargets } = options;
  const style = styleSheet
    ? `'sha256-${createHash('sha256').update(styleSheet).digest('base64')}'`
    : "'none'";
  return [
    "default-src 'none'",
    'script-src',
    `style-src ${style}`,
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
