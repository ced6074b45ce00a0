import { titlesOfSchema } from './schemaTitles';

const titleOf = titlesOfSchema({
  properties: {
    spec: {
      properties: {
        size: { title: 'Size of the database' },
        users: { items: { properties: { name: { title: 'User name' } } } },
      },
    },
  },
});

describe('titlesOfSchema', () => {
  it.each([
    [['size'], 'Size of the database'],
    [['users', '0', 'name'], 'User name'],
    [['other'], undefined],
    [['size', 'inner'], undefined],
  ])('finds the title of %j', (path, title) => {
    expect(titleOf(path)).toBe(title);
  });

  it('finds no titles without a schema', () => {
    expect(titlesOfSchema(undefined)(['size'])).toBeUndefined();
  });
});
