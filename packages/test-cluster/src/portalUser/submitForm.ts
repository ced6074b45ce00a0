import { type HTMLElement, parse } from 'node-html-parser';
import type { HttpSession, Visit } from './HttpSession';

interface PageOptions {
  session: HttpSession;
  page: Visit;
  /** As in {@link HttpSession.visit}. */
  within?: string;
}

/** Fills in and submits the login form of a page, as a user does. */
export async function submitLoginForm(
  options: PageOptions & { user: { username: string; password: string } },
): Promise<Visit> {
  const { page, user } = options;
  const form = parse(page.text)
    .querySelectorAll('form')
    .find(each => each.querySelector('input[type=password]'));
  if (!form) {
    throw new Error(
      `${page.url} (status ${page.status}) is not a login page: ${page.text.slice(0, 200)}`,
    );
  }
  const { username, password } = user;
  return submit(options, form, 'input[type=hidden]', { username, password });
}

/** Confirms the sign-out if the page asks for a confirmation. A provider whose session has already ended does not ask. */
export async function submitLogoutForm(options: PageOptions): Promise<void> {
  const form = parse(options.page.text)
    .querySelectorAll('form')
    .find(each => each.getAttribute('method')?.toLowerCase() === 'post');
  if (form) {
    // The button of oidc-provider is outside of its form.
    await submit(options, form, 'input', { logout: 'yes' });
  }
}

/** Submits the form with the values that its inputs have on the page, and with further values. */
async function submit(
  { session, page, within }: PageOptions,
  form: HTMLElement,
  filledIn: string,
  values: Record<string, string>,
): Promise<Visit> {
  const fields = form
    .querySelectorAll(filledIn)
    .filter(input => input.getAttribute('name'))
    .map(input => [
      input.getAttribute('name')!,
      input.getAttribute('value') ?? '',
    ]);
  const action = new URL(form.getAttribute('action') ?? '', page.url).href;
  return session.visit(action, {
    form: new URLSearchParams({ ...Object.fromEntries(fields), ...values }),
    within,
  });
}
