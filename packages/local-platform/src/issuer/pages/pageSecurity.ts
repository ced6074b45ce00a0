import { createHash } from 'node:crypto';

/** No script runs on any page, nothing is loaded, no page frames ours. There is no Cross-Origin-Opener-Policy: the portal opens the sign-in as a popup and has to hear from it. */
export const PAGE_SECURITY_HEADERS = {
  'Content-Security-Policy': contentSecurityPolicy({ formTargets: [] }),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/**
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
    `style-src ${style}`,
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
