import { parse } from 'node-html-parser';
import type { HttpSession, Visit } from './HttpSession';

/**
 * Fills in and submits the login form of a page, as a person does.
 *
 * @param options - `within` as in {@link HttpSession.visit}
 */
export async function submitLoginForm(options: {
  session: HttpSession;
  page: Visit;
  user: { username: string; password: string };
  within?: string;
}): Promise<Visit> {
  const { session, page, user, within } = options;
  const form = parse(page.text)
    .querySelectorAll('form')
    .find(each => each.querySelector('input[type=password]'));
  if (!form) {
    throw new Error(
      `${page.url} (status ${page.status}) is not a login page: ${page.text.slice(0, 200)}`,
    );
  }
  const fields = new URLSearchParams();
  for (const input of form.querySelectorAll('input[type=hidden]')) {
    const name = input.getAttribute('name');
    if (name) {
      fields.set(name, input.getAttribute('value') ?? '');
    }
  }
  fields.set('username', user.username);
  fields.set('password', user.password);
  const action = new URL(form.getAttribute('action') ?? '', page.url).href;
  return session.visit(action, { form: fields, within });
}
