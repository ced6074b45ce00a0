import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

/** The field extensions whose names are in `ui:field` of the Templates of Promises. */
export const formFields = [
  FormFieldBlueprint.make({
    name: 'kratix-boolean',
    params: {
      field: () =>
        import('./boolean').then(({ kratixBoolean }) => kratixBoolean),
    },
  }),
  FormFieldBlueprint.make({
    name: 'kratix-int-or-string',
    params: {
      field: () =>
        import('./intOrString').then(
          ({ kratixIntOrString }) => kratixIntOrString,
        ),
    },
  }),
  FormFieldBlueprint.make({
    name: 'kratix-list',
    params: {
      field: () => import('./list').then(({ kratixList }) => kratixList),
    },
  }),
  FormFieldBlueprint.make({
    name: 'kratix-map',
    params: {
      field: () => import('./map').then(({ kratixMap }) => kratixMap),
    },
  }),
  FormFieldBlueprint.make({
    name: 'kratix-namespace',
    params: {
      field: () =>
        import('./namespace').then(({ kratixNamespace }) => kratixNamespace),
    },
  }),
  FormFieldBlueprint.make({
    name: 'kratix-nullable',
    params: {
      field: () =>
        import('./nullable').then(({ kratixNullable }) => kratixNullable),
    },
  }),
  FormFieldBlueprint.make({
    name: 'kratix-object',
    params: {
      field: () => import('./object').then(({ kratixObject }) => kratixObject),
    },
  }),
  FormFieldBlueprint.make({
    name: 'kratix-password',
    params: {
      field: () =>
        import('./password').then(({ kratixPassword }) => kratixPassword),
    },
  }),
  FormFieldBlueprint.make({
    name: 'kratix-yaml',
    params: {
      field: () => import('./yaml').then(({ kratixYaml }) => kratixYaml),
    },
  }),
];
