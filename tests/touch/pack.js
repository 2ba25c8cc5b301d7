// Packs the script of the pictures as the notebooks store it: without comments and indents, deflated, in base64.
//
//     node tests/touch/pack.js     # after a change of crate/src/plot/touch/touch.js
'use strict';
const fs = require('node:fs'), path = require('node:path'), zlib = require('node:zlib');

const folder = path.join(__dirname, '../../crate/src/plot/touch');
const source = () => fs.readFileSync(path.join(folder, 'touch.js'), 'utf8').split('\n').map(line => line.trim())
  .filter(line => line && !line.startsWith('//')).join('\n');
const packed = () => fs.readFileSync(path.join(folder, 'touch.packed'), 'utf8');

module.exports = { source, packed, unpacked: () => zlib.inflateRawSync(Buffer.from(packed(), 'base64')).toString() };
if (require.main === module) fs.writeFileSync(path.join(folder, 'touch.packed'), zlib.deflateRawSync(source(), { level: 9 }).toString('base64'));
