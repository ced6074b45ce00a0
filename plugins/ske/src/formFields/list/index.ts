import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { validateSpec } from '../spec';
import { KratixList } from './KratixList';

export { KratixList };

export const kratixList = createFormField({
  name: 'KratixList',
  component: KratixList,
  validation: validateSpec,
});
