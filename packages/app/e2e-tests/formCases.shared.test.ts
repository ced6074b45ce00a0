import type { Locator, Page } from '@playwright/test';
import { resolve } from 'node:path';
import {
  expect,
  findUser,
  openTemplate,
  signIn,
  test,
  uniqueName,
} from './fixtures';

/** Promises of the shared folder whose forms are easy to get wrong. Each has a comment that says what the user does and what is stored. */
const folder = resolve(__dirname, '../../../../shared/cases/forms');

interface FormCase {
  file: string;
  kind: string;
  resource: string;
  /** What the user does in the pages of the spec. */
  fillIn(page: Page): Promise<void>;
  stored: object;
}

const cases: FormCase[] = [
  {
    file: 'exactly-one-provider.yaml',
    kind: 'ExactlyOne',
    resource: 'exactlyones.try.example.org',
    fillIn: async page => {
      await tick(page, 'AWS');
      await page.getByRole('textbox', { name: /^Role/ }).fill('r');
    },
    stored: { provider: { aws: { role: 'r' } } },
  },
  {
    file: 'maps.yaml',
    kind: 'LabelSet',
    resource: 'labelsets.try.example.org',
    fillIn: async page => {
      await rowOf(page, 'Labels').key.fill('level');
      await tick(page, 'Limits');
      await addRow(page, 'Limits');
      await next(page).click();
      // A row that the user has not touched must be filled in.
      await expect(page.getByText('Enter a key.').first()).toBeVisible();
      await rowOf(page, 'Limits').key.fill('cpu');
      await rowOf(page, 'Limits').value.fill('4');
      await tick(page, 'Switches');
      await addRow(page, 'Switches');
      await rowOf(page, 'Switches').key.fill('fast');
      await tick(rowOf(page, 'Switches').row, 'No');
    },
    stored: {
      labels: { level: 'gold' },
      limits: { cpu: 4 },
      switches: { fast: false },
    },
  },
  {
    file: 'maps.yaml',
    kind: 'LabelSet',
    resource: 'labelsets.try.example.org',
    fillIn: async page => {
      await page
        .getByRole('button', { name: 'Remove Labels, row 1', exact: true })
        .click();
    },
    stored: { labels: {} },
  },
  {
    file: 'one-of-over-pages.yaml',
    kind: 'Store',
    resource: 'stores.try.example.org',
    fillIn: page => tick(page, 'S3'),
    stored: { s3: { region: 'eu' } },
  },
  {
    file: 'presence-is-a-switch.yaml',
    kind: 'Monitor',
    resource: 'monitors.try.example.org',
    fillIn: async page => {
      await expect(
        page.getByRole('checkbox', { name: 'Thanos' }),
      ).not.toBeChecked();
    },
    stored: { replicas: 1 },
  },
];

test('the form creates only what the user filled in', async ({
  page,
  endpoints,
  cluster,
}) => {
  const files = [...new Set(cases.map(({ file }) => resolve(folder, file)))];
  for (const file of files) {
    await cluster.applyFile(file);
  }
  try {
    await signIn(page, findUser(endpoints, 'user-admin'));
    for (const { kind, resource, fillIn, stored } of cases) {
      await test.step(`${kind}: ${JSON.stringify(stored)}`, async () => {
        const name = uniqueName(kind.toLowerCase());
        await openTemplate(page, kind);
        await page
          .getByRole('textbox', { name: 'Name', exact: true })
          .fill(name);
        await next(page).click();
        await expect(
          page.locator('.MuiStepLabel-label.MuiStepLabel-active'),
        ).toHaveText('Specification');
        await fillIn(page);
        await next(page).click();
        await page.getByRole('button', { name: 'Create', exact: true }).click();
        await expect(
          page.getByText(`${kind} ${name}`).filter({ hasText: 'created' }),
        ).toBeVisible();
        expect((await cluster.get(resource, name))?.spec).toEqual(stored);
      });
    }
  } finally {
    for (const file of files) {
      await cluster.deleteFile(file);
    }
  }
});

function next(page: Page) {
  return page.getByRole('button', { name: /^(Next|Review)$/ });
}

/** Clicks the label of a checkbox or a radio button, which hides the input itself. */
async function tick(within: Page | Locator, label: string): Promise<void> {
  await within
    .locator('label')
    .filter({ hasText: new RegExp(`^${label}$`) })
    .click();
}

async function addRow(page: Page, map: string): Promise<void> {
  await page
    .getByRole('button', { name: `Add a row to ${map}`, exact: true })
    .click();
}

/** The first row of a map. */
function rowOf(page: Page, map: string) {
  const row = page.getByRole('group', { name: `${map}, row 1`, exact: true });
  return {
    row,
    key: row.getByRole('textbox', { name: /Key/ }),
    value: row.locator('input').nth(1),
  };
}
