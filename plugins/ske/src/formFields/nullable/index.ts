import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { KratixNullable } from './KratixNullable';

export { KratixNullable };

export const kratixNullable = createFormField({
  name: 'KratixNullable',
  component: KratixNullable,
});
