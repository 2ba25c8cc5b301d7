// Packs the script of the pictures as the notebooks store it: its parts in one function, without comments and indents, deflated,
// in base64.
//
//     node tests/touch/pack.js     # after a change in crate/src/plot/touch/script
'use strict';
const fs = require('node:fs'), path = require('node:path'), zlib = require('node:zlib');

const folder = path.join(__dirname, '../../crate/src/plot/touch');
// Each needs only what stands in those before it.
const PARTS = ['numbers', 'curves', 'drawing', 'pulls', 'stage', 'scene', 'readout', 'view', 'hand', 'reach', 'answer', 'play', 'tape', 'road'];
const part = name => fs.readFileSync(path.join(folder, 'script', `${name}.js`), 'utf8');
const source = () => ['(() => {', "'use strict';", ...PARTS.flatMap(name => part(name).split('\n')).map(line => line.trim())
  .filter(line => line && !line.startsWith('//')), '})();'].join('\n');
const packed = () => fs.readFileSync(path.join(folder, 'touch.packed'), 'utf8');

// What the script calculates, without a page.
function loaded() {
  const module = {};
  new Function('module', source())(module);
  return module.exports;
}

module.exports = { source, packed, loaded, unpacked: () => zlib.inflateRawSync(Buffer.from(packed(), 'base64')).toString() };
if (require.main === module) fs.writeFileSync(path.join(folder, 'touch.packed'), zlib.deflateRawSync(source(), { level: 9 }).toString('base64'));
