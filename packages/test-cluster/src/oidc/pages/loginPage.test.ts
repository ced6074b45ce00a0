import { createHash } from 'node:crypto';
import { parse } from 'node-html-parser';
import { loginPage, type LoginForm } from './loginPage';

const HOSTILE = `"><img src=x onerror='alert(1)'>&amp;`;

function render(form: Partial<LoginForm> = {}) {
  const headers: Record<string, string> = {};
  const ctx = {
    type: '',
    body: undefined as unknown,
    set: (name: string, value: string) => {
      headers[name] = value;
    },
  };
  loginPage(ctx, {
    action: '/interaction/abc',
    users: [
      {
        username: 'user-admin',
        password: 'demo',
        email: 'user-admin@example.com',
        groups: ['kube-admin'],
      },
    ],
    username: '',
    redirectUri: 'http://localhost:7007/api/auth/oidc/handler/frame',
    ...form,
  });
  const text = String(ctx.body);
  return { headers, text, page: parse(text) };
}

describe('loginPage', () => {
  it('labels its fields and puts the focus on the user name', () => {
    const { page } = render();
    for (const id of ['username', 'password']) {
      expect(page.querySelector(`label[for=${id}]`)).not.toBeNull();
    }
    expect(page.querySelectorAll('[autofocus]').map(each => each.id)).toEqual([
      'username',
    ]);
    expect(page.querySelector('[role=alert]')).toBeNull();
  });

  it('keeps the user name after a failure, shows the error, and puts the focus on the password', () => {
    const { page } = render({ username: 'user-dev', error: 'It is wrong.' });
    expect(page.querySelector('#username')?.getAttribute('value')).toBe(
      'user-dev',
    );
    expect(page.querySelector('#password')?.getAttribute('value')).toBe('');
    const alert = page.querySelector('[role=alert]');
    expect(alert?.text).toBe('It is wrong.');
    expect(
      page.querySelector('#password')?.getAttribute('aria-describedby'),
    ).toBe(alert?.id);
    expect(page.querySelectorAll('[autofocus]').map(each => each.id)).toEqual([
      'password',
    ]);
  });

  it('lists the demo users with a link that fills the form', () => {
    const { page } = render();
    const users = page.querySelector('section.users');
    expect(users?.text).toContain('user-admin');
    expect(users?.text).toContain('demo');
    expect(users?.querySelector('a')?.getAttribute('href')).toBe(
      '/interaction/abc?user=user-admin',
    );
  });

  it('escapes values of users and clients', () => {
    const { page, text } = render({
      username: HOSTILE,
      password: HOSTILE,
      error: HOSTILE,
      redirectUri: `http://localhost/${HOSTILE}`,
      users: [
        {
          username: HOSTILE,
          password: HOSTILE,
          email: HOSTILE,
          groups: [HOSTILE],
        },
      ],
    });
    expect(page.querySelectorAll('img')).toEqual([]);
    expect(text).not.toMatch(/<img|onerror='/);
    expect(page.querySelector('#username')?.getAttribute('value')).toBe(
      HOSTILE,
    );
  });

  it('allows no script, only its own style sheet, and form redirects only to the portal', () => {
    const { headers, text } = render();
    const policy = headers['Content-Security-Policy'];
    const style = /<style>([^]*?)<\/style>/.exec(text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      'script-src',
      `style-src 'sha256-${hash}'`,
      "form-action 'self' http://localhost:7007",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(text).not.toContain('<script');
    expect(text).not.toMatch(/ style="| on[a-z]+="/);
  });
});
