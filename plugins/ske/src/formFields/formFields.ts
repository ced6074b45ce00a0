import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

/** The field extensions that a Promise's Template names in `ui:field`. */
export const formFields = [
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
