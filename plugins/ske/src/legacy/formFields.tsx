import { attachComponentData } from '@backstage/core-plugin-api';
import {
  createScaffolderFieldExtension,
  type CustomFieldValidator,
} from '@backstage/plugin-scaffolder-react';
import { Suspense, type ComponentType } from 'react';
import type { FieldProps } from '../formFields/field/FieldProps';
import { lazyPart } from '../parts';
import { LegacyFrame } from './LegacyFrame';
import { skeFrontendPlugin } from './skeFrontendPlugin';

type Validation = CustomFieldValidator<FieldProps['formData']>;

const validateSpec: Validation = async value => {
  const spec = await import('../formFields/spec');
  spec.validateSpec(value);
};

/** Makes a field extension of a field that the new frontend system has as `FormFieldBlueprint`. */
function fieldExtension(
  name: string,
  load: () => Promise<ComponentType<FieldProps<any>>>,
  validation?: Validation,
) {
  const Field = lazyPart(load);
  const Extension = skeFrontendPlugin.provide(
    createScaffolderFieldExtension<FieldProps['formData']>({
      name,
      component: props => (
        <LegacyFrame>
          <Suspense fallback={null}>
            <Field {...(props as FieldProps)} />
          </Suspense>
        </LegacyFrame>
      ),
      ...(validation && { validation }),
    }),
  );
  // The app installs the plugins of the elements that it finds. The scaffolder's extensions do not name their plugin.
  attachComponentData(Extension, 'core.plugin', skeFrontendPlugin);
  return <Extension key={name} />;
}

/**
 * The fields whose names are in `ui:field` of the Templates of Promises, for `ScaffolderFieldExtensions`.
 *
 * @example
 *
 * ```tsx
 * <Route path="/create" element={<ScaffolderPage />}>
 *   <ScaffolderFieldExtensions>{kratixFormFields}</ScaffolderFieldExtensions>
 * </Route>
 * ```
 *
 * @public
 */
export const kratixFormFields: JSX.Element = (
  <>
    {fieldExtension('KratixBoolean', () =>
      import('../formFields/boolean').then(m => m.KratixBoolean),
    )}
    {fieldExtension('KratixIntOrString', () =>
      import('../formFields/intOrString').then(m => m.KratixIntOrString),
    )}
    {fieldExtension(
      'KratixList',
      () => import('../formFields/list').then(m => m.KratixList),
      validateSpec,
    )}
    {fieldExtension(
      'KratixMap',
      () => import('../formFields/map').then(m => m.KratixMap),
      validateSpec,
    )}
    {fieldExtension('KratixNamespace', () =>
      import('../formFields/namespace').then(m => m.KratixNamespace),
    )}
    {fieldExtension('KratixNullable', () =>
      import('../formFields/nullable').then(m => m.KratixNullable),
    )}
    {fieldExtension(
      'KratixObject',
      () => import('../formFields/object').then(m => m.KratixObject),
      validateSpec,
    )}
    {fieldExtension('KratixPassword', () =>
      import('../formFields/password').then(m => m.KratixPassword),
    )}
    {fieldExtension('KratixYaml', () =>
      import('../formFields/yaml').then(m => m.KratixYaml),
    )}
  </>
);
