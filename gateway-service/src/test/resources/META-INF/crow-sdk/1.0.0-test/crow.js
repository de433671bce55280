console.log('crow')
