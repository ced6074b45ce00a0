import { isExcludedFromProxy } from './noProxy';

describe('isExcludedFromProxy', () => {
  // The cases follow the documentation of Go's httpproxy, which kubectl uses.
  it.each<[string, string, string | undefined, boolean]>([
    ['kube.example.com', '6443', undefined, false],
    ['kube.example.com', '6443', '', false],
    ['localhost', '6443', undefined, true],
    ['LOCALHOST', '6443', undefined, true],
    ['127.0.0.1', '6443', undefined, true],
    ['127.9.9.9', '6443', undefined, true],
    ['::1', '6443', undefined, true],
    ['kube.example.com', '6443', '*', true],
    ['kube.example.com', '6443', 'other.com, *', true],
    ['kube.example.com', '6443', 'example.com', true],
    ['kube.example.com', '6443', 'EXAMPLE.com', true],
    ['example.com', '6443', 'example.com', true],
    ['notexample.com', '6443', 'example.com', false],
    ['kube.example.com', '6443', '.example.com', true],
    ['example.com', '6443', '.example.com', false],
    ['kube.example.com', '6443', '*.example.com', true],
    ['example.com', '6443', '*.example.com', false],
    ['kube.example.com', '6443', 'example.com:6443', true],
    ['kube.example.com', '6443', 'example.com:443', false],
    ['kube.example.com', '6443', ' a.org , kube.example.com ', true],
    ['kube.example.com', '6443', ',,', false],
    ['10.1.2.3', '6443', '10.1.2.3', true],
    ['10.1.2.3', '6443', '10.1.2.3:6443', true],
    ['10.1.2.3', '6443', '10.1.2.3:443', false],
    ['10.1.2.3', '6443', '10.0.0.0/8', true],
    ['11.1.2.3', '6443', '10.0.0.0/8', false],
    ['10.1.2.3', '6443', '10.0.0.0/99', false],
    ['kube.example.com', '6443', '10.0.0.0/8', false],
    ['fd00::1', '6443', 'fd00::/8', true],
    ['fe00::1', '6443', 'fd00::/8', false],
    ['fd00::1', '6443', 'fd00:0::1', true],
    ['fd00::1', '6443', '[fd00::1]:6443', true],
    ['fd00::1', '6443', '[fd00::1]:443', false],
    ['xn--bcher-kva.example', '443', 'bücher.example', true],
  ])(
    'returns for %s and port %s with NO_PROXY=%s: %s',
    (host, port, noProxy, expected) => {
      expect(isExcludedFromProxy({ host, port }, noProxy)).toBe(expected);
    },
  );
});
