/**
 * Unit tests import it in place of the texts of React Aria in the languages that no test uses. There are 1,400 files of them, and each test file would load
 * each of them.
 */
module.exports = {};
