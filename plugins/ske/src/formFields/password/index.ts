import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { withWords } from '../field/withWords';
import { KratixPassword } from './KratixPassword';

export { KratixPassword };

export const kratixPassword = createFormField({
  name: 'KratixPassword',
  component: withWords(KratixPassword),
});
