import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { KratixNamespace } from './KratixNamespace';

export { KratixNamespace };

export const kratixNamespace = createFormField({
  name: 'KratixNamespace',
  component: KratixNamespace,
});
