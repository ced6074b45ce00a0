import {
  expect,
  findUser,
  openComponent,
  openTemplate,
  signIn,
  templateCard,
  test,
  type Cluster,
} from './fixtures';

const GROUP = 'queues.demo.kratix-portal.io';

test('a new Promise gets a form, and the form creates a resource with the typed values', async ({
  page,
  endpoints,
  cluster,
}) => {
  const id = Date.now().toString(36);
  const kind = `Queue${id}`;
  await signIn(page, findUser(endpoints, 'user-admin'));
  await page.goto('/create');
  await expect(templateCard(page, 'ObjectBucket')).toBeVisible();
  await expect(templateCard(page, kind)).toBeHidden();

  await cluster.apply(promise(id, kind));
  try {
    await openTemplate(page, kind);
    await page
      .getByRole('textbox', { name: 'Name', exact: true })
      .fill(`jobs-${id}`);
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page
      .getByRole('textbox', { name: 'Team', exact: true })
      .fill('payments');
    await page.getByRole('spinbutton', { name: /^Max messages/ }).fill('500');
    await page.getByRole('button', { name: 'Review', exact: true }).click();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(
      page.getByText(`${kind} jobs-${id}`).filter({ hasText: 'created' }),
    ).toBeVisible();

    const created = await cluster.get(plural(kind), `jobs-${id}`);
    expect(created?.spec).toEqual({ team: 'payments', maxMessages: 500 });
    // Seconds later the catalog lists the resource and has a page for it.
    await openComponent(page, `jobs-${id}-${kind.toLowerCase()}`);
    await expect(
      page.getByRole('heading', { name: new RegExp(kind) }).first(),
    ).toBeVisible();
  } finally {
    await remove(cluster, id, kind);
  }
});

async function remove(
  cluster: Cluster,
  id: string,
  kind: string,
): Promise<void> {
  await cluster.delete(plural(kind), `jobs-${id}`);
  await cluster.delete('promises.platform.kratix.io', `queue-${id}`);
}

function plural(kind: string): string {
  return `${kind.toLowerCase()}s.${GROUP}`;
}

function promise(id: string, kind: string): object {
  return {
    apiVersion: 'platform.kratix.io/v1alpha1',
    kind: 'Promise',
    metadata: { name: `queue-${id}` },
    spec: {
      api: {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: plural(kind) },
        spec: {
          group: GROUP,
          scope: 'Namespaced',
          names: {
            kind,
            plural: `${kind.toLowerCase()}s`,
            singular: kind.toLowerCase(),
          },
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              schema: {
                openAPIV3Schema: {
                  type: 'object',
                  properties: {
                    spec: {
                      type: 'object',
                      required: ['team'],
                      properties: {
                        team: { type: 'string', minLength: 2 },
                        maxMessages: { type: 'integer', minimum: 0 },
                      },
                    },
                  },
                },
              },
            },
          ],
        },
      },
      workflows: { config: {} },
    },
  };
}
