console.log('capture')
