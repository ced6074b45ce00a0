import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { KratixBoolean } from './KratixBoolean';

export { KratixBoolean };

export const kratixBoolean = createFormField({
  name: 'KratixBoolean',
  component: KratixBoolean,
});
