import type { DemoUser } from '../../users/DemoUser';
import { html, type Html } from './html';
import { sendPage, type PageContext } from './sendPage';

/** The values that the login page shows. */
export interface LoginForm {
  /** The path that the form is posted to. */
  action: string;
  users: readonly DemoUser[];
  username: string;
  /** Set only when the visitor chose a demo user from the list. */
  password?: string;
  error?: string;
  /** Where the provider redirects after the sign-in. */
  redirectUri: string;
}

/** The login page. It works without JavaScript: a link for each demo user fills the form. */
export function loginPage(ctx: PageContext, form: LoginForm): void {
  const portal = URL.parse(form.redirectUri)?.origin;
  sendPage(ctx, {
    title: form.error ? 'Sign-in failed' : 'Sign in',
    formTargets: portal ? [portal] : [],
    content: html`<h1>Sign in</h1>
      <p class="lead">
        to the Kratix demo${portal && html` at <span>${portal}</span>`}
      </p>
      ${
        form.error &&
        html`<p class="alert" role="alert" id="error">${form.error}</p>`
      }
      ${credentials(form)} ${demoUsers(form)}`,
  });
}

function credentials(form: LoginForm): Html {
  const invalid =
    form.error && html` aria-invalid="true" aria-describedby="error"`;
  // The next step of the form has the focus.
  const focus = nextStep(form);
  const autofocus = (step: typeof focus) => focus === step && html` autofocus`;
  return html`<form class="stack" method="post" action="${form.action}">
    <div>
      <label for="username">User name</label>
      <input
        id="username"
        name="username"
        value="${form.username}"
        autocomplete="username"
        autocapitalize="none"
        spellcheck="false"
        required
        ${autofocus('username')}${invalid}
      />
    </div>
    <div>
      <label for="password">Password</label>
      <input
        id="password"
        name="password"
        type="password"
        value="${form.password ?? ''}"
        autocomplete="current-password"
        required
        ${autofocus('password')}${invalid}
      />
    </div>
    <div class="actions">
      <button type="submit" ${autofocus('submit')}>Sign in</button>
      <button
        class="secondary"
        type="submit"
        formaction="${form.action}/abort"
        formnovalidate
      >
        Cancel
      </button>
    </div>
  </form>`;
}

function nextStep(form: LoginForm): 'username' | 'password' | 'submit' {
  if (!form.username) {
    return 'username';
  }
  return form.password ? 'submit' : 'password';
}

function demoUsers(form: LoginForm): Html | undefined {
  if (form.users.length === 0) {
    return undefined;
  }
  return html`<section class="users" aria-labelledby="demo-users">
    <h2 id="demo-users">Demo users</h2>
    <ul>
      ${form.users.map(
        user =>
          html`<li>
            <div class="who">
              <div class="name">${user.username}</div>
              <div class="facts">
                <span>password <code>${user.password}</code></span>
                ${
                  user.groups.length > 0 &&
                  html`<span>${user.groups.join(', ')}</span>`
                }
              </div>
            </div>
            <a
              class="button secondary fill"
              href="${form.action}?user=${encodeURIComponent(user.username)}"
              aria-label="Fill in ${user.username}"
              >Fill in</a
            >
          </li>`,
      )}
    </ul>
  </section>`;
}
