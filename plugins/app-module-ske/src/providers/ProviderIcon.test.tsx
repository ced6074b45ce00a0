import { render } from '@testing-library/react';
import { ProviderIcon } from './ProviderIcon';

const imageOf = (icon: string) =>
  render(<ProviderIcon icon={icon} />).container.querySelector('img');

describe('ProviderIcon', () => {
  it.each([
    'https://cdn.example.com/logo.svg',
    'data:image/png;base64,AAAA',
    '/logo.svg',
  ])('shows the image %s', url => {
    expect(imageOf(url)).toHaveAttribute('src', url);
  });

  it.each([
    'keycloak',
    'constructor',
    'http://example.com/logo.svg',
    '//example.com/logo.svg',
    'data:text/html,x',
    // eslint-disable-next-line no-script-url
    'javascript:alert(1)',
  ])('shows a built-in icon for %s', icon => {
    const { container } = render(<ProviderIcon icon={icon} />);

    expect(container.querySelector('img')).toBeNull();
    expect(container.querySelector('svg')).toBeInTheDocument();
  });
});
