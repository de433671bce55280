console.log('replay')
