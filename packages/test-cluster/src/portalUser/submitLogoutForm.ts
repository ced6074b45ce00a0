import { parse } from 'node-html-parser';
import type { HttpSession, Visit } from './HttpSession';

/**
 * Confirms the provider's question whether to sign out, if the page asks it. A provider whose session has ended already asks nothing.
 *
 * @param options - `within` as in {@link HttpSession.visit}
 */
export async function submitLogoutForm(options: {
  session: HttpSession;
  page: Visit;
  within: string;
}): Promise<void> {
  const { session, page, within } = options;
  const form = parse(page.text)
    .querySelectorAll('form')
    .find(each => each.getAttribute('method')?.toLowerCase() === 'post');
  if (!form) {
    return;
  }
  const fields = new URLSearchParams();
  for (const input of form.querySelectorAll('input')) {
    const name = input.getAttribute('name');
    if (name) {
      fields.set(name, input.getAttribute('value') ?? '');
    }
  }
  // The button of oidc-provider, which is outside of its form.
  fields.set('logout', 'yes');
  const action = new URL(form.getAttribute('action') ?? '', page.url).href;
  await session.visit(action, { form: fields, within });
}
