import { createHash } from 'node:crypto';

/**
 * Headers of every answer. Nothing is loaded and no page frames ours. There is no Cross-Origin-Opener-Policy: the portal opens the
 * sign-in as a popup and has to hear from it.
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
 * Our pages run no script. The empty `script-src` is where the library adds the hash of its own: a page that posts itself (`form_post`,
 * and signing out without a session).
 *
 * @param options.styleSheet - the page's one inline style sheet, allowed by its hash
 * @param options.formTargets - origins that a form's answer may redirect to: Chromium holds redirects to `form-action` too
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
