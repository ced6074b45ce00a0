/** The texts of `install`. Each key starts with `install.`. */
export const install = {
  'install.source.file': 'Choose a file',
  'install.source.atLine': 'Line {{line}}: {{what}}',
  'install.source.tooLarge':
    'The text is larger than {{megabytes}} MB, which no cluster stores.',
  'install.source.syntax': 'This is not valid YAML or JSON: {{message}}',
  'install.source.alias':
    'The aliases (*name) of this document expand to too much. Write the values out.',
  'install.source.notObject':
    'A Promise is a mapping with apiVersion, kind, metadata and spec.',
  'install.source.noName':
    'The Promise needs a name in metadata.name: lowercase letters, digits, "-" and ".".',
  'install.source.noPromise':
    'The text contains no Promise: an object with apiVersion platform.kratix.io/v1alpha1 and kind Promise.',
  'install.source.noPromiseBut':
    'The text contains no Promise. It contains: {{kinds}}.',
  'install.source.which_one': 'The Promise',
  'install.source.which_other':
    'The text contains {{count}} Promises. Which one?',
  'install.source.candidate': '{{name}} (line {{line}})',
  'install.source.others_one': 'Another document is not used: {{names}}.',
  'install.source.others_other':
    '{{count}} other documents are not used: {{names}}.',
  'install.source.other': '{{kind}} {{name}} (line {{line}})',
  'install.url.label': 'URL of a Promise',
  'install.url.read': 'Read',
  'install.url.reading': 'Reading',
  'install.url.notHttp': 'Enter a URL that starts with https:// or http://.',
  'install.url.status': 'The server answered with HTTP status {{status}}.',
  'install.url.webPage':
    'This URL is a web page. Enter the URL of the file itself, such as the "Raw" link of a repository.',
  'install.url.noAnswer':
    'Your browser got no answer. Either the server cannot be reached, or it does not allow other sites to read the file (CORS). Download the file and choose it here.',
} as const;
